package dev.forebay.sns;

import dev.forebay.couriers.HttpCourier;
import dev.forebay.couriers.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Posts notifications and confirmations to HTTP and HTTPS endpoints, with AWS's headers. */
final class HttpTransport implements Transport {
    private static final String AGENT = "Amazon Simple Notification Service Agent";

    private final HttpCourier courier;
    private final Envelopes envelopes;

    HttpTransport(HttpCourier courier, Envelopes envelopes) {
        this.courier = courier;
        this.envelopes = envelopes;
    }

    @Override
    public Outcome deliver(Notification notification, Target target) {
        DeliveryPolicy policy = DeliveryPolicy.effective(target.topicPolicy(), target.deliveryPolicy());
        Map<String, String> headers = headers("Notification", notification.messageId(), notification.topicArn());
        headers.put("x-amz-sns-subscription-arn", target.subscriptionArn());
        headers.put("Content-Type", policy.contentTypeOrDefault());
        if (target.raw()) {
            headers.put("x-amz-sns-rawdelivery", "true");
        }
        return courier.post(target.endpoint(), headers, body(notification, target));
    }

    /** Asks the endpoint to confirm, or tells it that it was unsubscribed. AWS: always as text, whatever the policy says. */
    @Override
    public Outcome confirm(Confirmation confirmation, Target target) {
        Map<String, String> headers = headers(confirmation.kind().aws, confirmation.messageId(), confirmation.topicArn());
        headers.put("Content-Type", DeliveryPolicy.DEFAULT_CONTENT_TYPE);
        if (confirmation.kind() == Confirmation.Kind.UNSUBSCRIPTION) {
            headers.put("x-amz-sns-subscription-arn", confirmation.subscriptionArn());
        }
        return courier.post(target.endpoint(), headers, envelopes.of(confirmation, target.signatureVersion()));
    }

    /** AWS: a raw message goes without its attributes. */
    private byte[] body(Notification notification, Target target) {
        return target.raw()
                ? notification.messageFor(target.protocol()).getBytes(StandardCharsets.UTF_8)
                : envelopes.of(notification, target.protocol(), target.signatureVersion()).bytesTo(target.subscriptionArn());
    }

    private static Map<String, String> headers(String type, UUID messageId, String topicArn) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-sns-message-type", type);
        headers.put("x-amz-sns-message-id", messageId.toString());
        headers.put("x-amz-sns-topic-arn", topicArn);
        headers.put("User-Agent", AGENT);
        return headers;
    }
}
