package dev.forebay.gateway;

import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/** The threads of AWS's asynchronous clients in all tests: a client that brings its own ends them when it is closed, which takes two seconds. */
final class ClientThreads {
    static final SdkEventLoopGroup ALL = SdkEventLoopGroup.builder().numberOfThreads(2).build();

    private ClientThreads() {}
}
