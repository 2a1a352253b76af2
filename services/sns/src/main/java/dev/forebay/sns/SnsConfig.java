package dev.forebay.sns;

import dev.forebay.couriers.HttpCourierConfig;

/**
 * How SNS behaves where AWS leaves it open, or where one may want less of AWS's patience.
 *
 * @param retryTimeScale what AWS's delays between attempts to deliver are multiplied by: 1, or less for tests
 * @param signsForQueues whether envelopes that go to queues are signed, as on AWS. A signature takes half a millisecond or more of
 *                       processor time, and bounds what a topic with such subscribers can publish
 * @param http           how HTTP and HTTPS endpoints are reached
 * @param email          where mails come from
 * @param sms            how text messages behave
 * @param push           where the push services are
 */
public record SnsConfig(
        double retryTimeScale, boolean signsForQueues, HttpCourierConfig http, EmailConfig email, SmsConfig sms, PushConfig push) {

    public SnsConfig {
        if (!(retryTimeScale >= 0 && retryTimeScale <= 1)) {
            throw new IllegalArgumentException("a time scale is from 0 to 1: " + retryTimeScale);
        }
    }

    /** AWS's behaviour. */
    public static SnsConfig defaults() {
        return new SnsConfig(1, true, HttpCourierConfig.DEFAULTS, EmailConfig.defaults(), SmsConfig.defaults(), PushConfig.defaults());
    }

    /** The same with other delays. */
    public SnsConfig withRetryTimeScale(double scale) {
        return new SnsConfig(scale, signsForQueues, http, email, sms, push);
    }

    /** The same, signing for queues or not. */
    public SnsConfig withSignaturesForQueues(boolean signs) {
        return new SnsConfig(retryTimeScale, signs, http, email, sms, push);
    }

    /** The same, reaching HTTP endpoints in another way. */
    public SnsConfig withHttp(HttpCourierConfig changed) {
        return new SnsConfig(retryTimeScale, signsForQueues, changed, email, sms, push);
    }

    /** The same with mails from another address. */
    public SnsConfig withEmail(EmailConfig changed) {
        return new SnsConfig(retryTimeScale, signsForQueues, http, changed, sms, push);
    }

    /** The same with other text messages. */
    public SnsConfig withSms(SmsConfig changed) {
        return new SnsConfig(retryTimeScale, signsForQueues, http, email, changed, push);
    }

    /** The same with other push services. */
    public SnsConfig withPush(PushConfig changed) {
        return new SnsConfig(retryTimeScale, signsForQueues, http, email, sms, changed);
    }
}
