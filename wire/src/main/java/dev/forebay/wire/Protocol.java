package dev.forebay.wire;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** One way of writing requests and responses down, for one service. Stateless, so safe for threads. */
interface Protocol {

    /** @throws WireException with AWS's code for what cannot be read */
    SdkRequest decode(Operation operation, WireRequest request);

    WireResponse encode(Operation operation, SdkResponse response, String requestId);

    WireResponse encode(Fault fault, String requestId);
}
