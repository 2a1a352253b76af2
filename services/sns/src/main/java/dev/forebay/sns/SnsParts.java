package dev.forebay.sns;

import dev.forebay.identity.Caller;

/** What publishing and subscribing ask of the parts that look after phones and mobile apps. */
interface SnsParts {

    /** Refuses what is no phone number, for Subscribe. */
    void checkPhone(String number);

    /** Refuses a number that cannot be published to. */
    void checkPhonePublish(Caller caller, String number);

    /** Refuses what is no mobile endpoint, for Subscribe. */
    void checkMobileEndpoint(String arn);

    /** Refuses a mobile endpoint that is not there or is disabled, for Publish. */
    void requireEnabled(String arn);
}
