package dev.forebay.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The listening sockets of a server, by the names of their entrances. One thread opens and closes; any may ask. */
final class Listeners {

    private final Map<String, Channel> channels = new LinkedHashMap<>();

    /** Binds; fails when the address cannot be had. */
    void open(Entrance entrance, ServerBootstrap bootstrap) throws IOException {
        ChannelFuture bound = bootstrap.bind(entrance.host(), entrance.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + entrance.host() + ":" + entrance.port() + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        channels.put(entrance.name(), bound.channel());
    }

    /** The port that an entrance was bound to. */
    Optional<Integer> port(String name) {
        return Optional.ofNullable(channels.get(name)).map(channel -> ((InetSocketAddress) channel.localAddress()).getPort());
    }

    void close() {
        channels.values().forEach(channel -> channel.close().awaitUninterruptibly());
    }
}
