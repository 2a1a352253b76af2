package dev.forebay.wire;

import software.amazon.awssdk.core.SdkResponse;

/** One way of writing answers down, for one service. Stateless, so safe for threads. How a request is read, its {@link Call} knows. */
interface Protocol {

    WireResponse encode(Operation operation, SdkResponse response, String requestId);

    WireResponse encode(Fault fault, String requestId);

    /** The way to write an answer that is a stream of events. */
    EventFrames events(Operation operation);

    /** The way to write an answer while one of its lists is being read. */
    PageWriter pages(Operation operation, String list, PageSource source, String requestId);
}
