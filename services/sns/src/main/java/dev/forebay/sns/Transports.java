package dev.forebay.sns;

import dev.forebay.couriers.HttpCourier;
import dev.forebay.couriers.TextCourier;
import java.util.EnumMap;
import java.util.Map;

/** What carries notifications, by protocol. Immutable. */
final class Transports implements AutoCloseable {
    private final Map<Protocol, Transport> byProtocol = new EnumMap<>(Protocol.class);
    private final SmsDesk phones;
    private final TextCourier texts;
    private final PushTransport push;

    Transports(SmsDesk phones, TextCourier texts, PushTransport push) {
        this.phones = phones;
        this.texts = texts;
        this.push = push;
        byProtocol.put(Protocol.SMS, SmsTransport.ofTopics(phones, texts));
        byProtocol.put(Protocol.APPLICATION, push);
    }

    Transports with(SqsTransport queues) {
        byProtocol.put(Protocol.SQS, queues);
        return this;
    }

    Transports with(HttpCourier courier, Envelopes envelopes) {
        Transport http = new HttpTransport(courier, envelopes);
        byProtocol.put(Protocol.HTTP, http);
        byProtocol.put(Protocol.HTTPS, http);
        return this;
    }

    Transports with(EmailTransport mails) {
        byProtocol.put(Protocol.EMAIL, mails);
        byProtocol.put(Protocol.EMAIL_JSON, mails);
        return this;
    }

    /** What carries to a subscription's own endpoint. */
    Transport to(Subscription target) {
        return byProtocol.get(target.protocol());
    }

    /** What carries messages that an account published to a phone or an app directly. */
    Transport direct(Subscription lane) {
        TopicId publisher = lane.topic().id();
        return lane.protocol() == Protocol.SMS
                ? SmsTransport.ofPublisher(phones, texts, publisher.account(), publisher.region()) : push;
    }

    @Override
    public void close() {
        push.close();
    }
}
