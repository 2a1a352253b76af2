package dev.forebay.gateway;

import dev.forebay.identity.Tls;
import dev.forebay.wire.WireResponse;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.util.List;

/** The connection or stream that an exchange came in on, as the exchange's thread sees it: every call hops by itself. */
interface Peer {

    /** The listener that it came in by. */
    Entrance entrance();

    /** The other end. */
    InetAddress remoteAddress();

    /** How the connection to it is encrypted. */
    Tls tls();

    /** The address and port that the client reached. */
    String localAuthority();

    /** The handler wants more of the body than has come. */
    void wantBody(Exchange exchange);

    /** Sends a whole response. */
    void send(Exchange exchange, WireResponse response);

    /** Begins a streamed response. */
    void begin(Exchange exchange, int status, String contentType, List<String> headers);

    /** Sends a piece of a streamed response; done when the socket took it. The array is not touched afterwards. */
    ChannelFuture data(Exchange exchange, byte[] bytes);

    /** Ends a streamed response. */
    void end(Exchange exchange);

    /** Gives up: whatever was sent is no complete response. */
    void abort(Exchange exchange);
}
