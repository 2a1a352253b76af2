package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import dev.forebay.couriers.TextCourier;
import dev.forebay.couriers.TextMessage;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Region;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Carries notifications as text messages.
 *
 * <p>AWS: a publish to a phone that opted out, or that the sandbox does not know, succeeds; it is the delivery that fails,
 * and is not tried again.
 */
final class SmsTransport implements Transport {
    /** AWS: so much of a topic's display name stands before its texts. */
    private static final int MAX_PREFIX = 10;

    private static final int NO_STATUS = 0;

    private final SmsDesk desk;
    private final TextCourier courier;
    private final Function<Notification, Optional<SmsPlace>> places;

    private SmsTransport(SmsDesk desk, TextCourier courier, Function<Notification, Optional<SmsPlace>> places) {
        this.desk = desk;
        this.courier = courier;
        this.places = places;
    }

    /** For what was published to topics: the topic tells account and region. */
    static SmsTransport ofTopics(SmsDesk desk, TextCourier courier) {
        return new SmsTransport(desk, courier, notification -> Arn.parse(notification.topicArn())
                .filter(arn -> AccountId.isValid(arn.account()) && Region.isValid(arn.region()))
                .map(arn -> desk.place(new AccountId(arn.account()), new Region(arn.region()))));
    }

    /** For what an account published to phone numbers in a region. */
    static SmsTransport ofPublisher(SmsDesk desk, TextCourier courier, AccountId account, Region region) {
        return new SmsTransport(desk, courier, notification -> Optional.of(desk.place(account, region)));
    }

    @Override
    public Outcome deliver(Notification notification, Target target) {
        Optional<SmsPlace> place = places.apply(notification);
        if (place.isEmpty() || !PhoneNumber.isE164(target.endpoint())) {
            return new Outcome.Refused(NO_STATUS, "Invalid phone number");
        }
        PhoneNumber number = PhoneNumber.of(target.endpoint());
        if (place.get().isOptedOut(number)) {
            return new Outcome.Refused(NO_STATUS, "Phone number is opted out");
        }
        if (desk.config().sandbox() && !place.get().sandbox().isVerified(number)) {
            return new Outcome.Refused(NO_STATUS, "Phone number is not verified in the SMS sandbox");
        }
        try {
            return courier.send(prefixed(SmsText.of(notification, number, place.get().attributes()), target.displayName()));
        } catch (AwsServiceException invalid) {
            return new Outcome.Refused(NO_STATUS, invalid.awsErrorDetails().errorMessage());
        }
    }

    /** AWS: a text from a topic begins with the topic's display name, as in {@code Orders> Your order is on its way}. */
    private static TextMessage prefixed(TextMessage text, String displayName) {
        if (displayName.isEmpty()) {
            return text;
        }
        int end = displayName.offsetByCodePoints(0, Math.min(MAX_PREFIX, displayName.codePointCount(0, displayName.length())));
        return new TextMessage(text.phoneNumber(), displayName.substring(0, end) + "> " + text.text(), text.senderId(),
                text.originationNumber(), text.kind(), text.entityId(), text.templateId());
    }
}
