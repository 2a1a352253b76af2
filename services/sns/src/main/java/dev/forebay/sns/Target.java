package dev.forebay.sns;

/**
 * Where a notification goes: what must be known of a subscription, or of a phone or a mobile endpoint that was published
 * to directly, to deliver to it.
 *
 * @param subscriptionArn the subscription; empty when there is none
 * @param protocol        how it is reached
 * @param endpoint        its address: a URL, a mail address, a phone number, an ARN
 * @param raw             whether the message goes without its envelope
 * @param deliveryPolicy  the policy that was set on the subscription, JSON; empty for none
 * @param topicPolicy     the delivery policy of the topic, JSON; empty for none
 * @param displayName     the topic's display name; empty for none
 * @param signatureVersion how the topic signs: {@code 1} or {@code 2}
 */
record Target(
        String subscriptionArn,
        Protocol protocol,
        String endpoint,
        boolean raw,
        String deliveryPolicy,
        String topicPolicy,
        String displayName,
        String signatureVersion) {

    /** The same at another address, published to directly. */
    Target at(String otherEndpoint) {
        return new Target("", protocol, otherEndpoint, raw, deliveryPolicy, topicPolicy, displayName, signatureVersion);
    }
}
