package dev.forebay.wire;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** One request's way through the wire: decoded, invoked and encoded in the protocol that it came in. Used by one thread. */
public interface Call {

    /** The service's name as in credential scopes, such as {@code sqs}; empty when unknown. */
    String service();

    /** AWS's name of the operation, such as {@code SendMessage}; empty when unknown. */
    String operation();

    /**
     * The request as the SDK's own class, validated against AWS's model.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException with AWS's code, status and message
     */
    SdkRequest decode();

    /** Calls the operation's method on the SDK client interface of the service, such as {@code SqsClient}. */
    SdkResponse invoke(Object client, SdkRequest request);

    /** The response in the request's protocol. */
    WireResponse encode(SdkResponse response, String requestId);

    /** The way to write the answer of an operation that answers with events. */
    EventFrames events();

    /**
     * The way to write the answer of an operation while its list is being read.
     *
     * @param list name of the member that is the list
     */
    PageWriter pages(String list, PageSource source, String requestId);

    /**
     * An error in the request's protocol. Any {@code AwsServiceException} keeps its code, status and message; whatever
     * else it is becomes a 500 that tells nothing of the inside.
     */
    WireResponse encodeError(Throwable error, String requestId);
}
