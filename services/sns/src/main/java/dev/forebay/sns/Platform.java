package dev.forebay.sns;

import java.util.Arrays;
import java.util.Optional;

/** A push notification service that platform applications can be for, by AWS's name. */
enum Platform {
    ADM(false),
    APNS(true),
    APNS_SANDBOX(true),
    APNS_VOIP(true),
    APNS_VOIP_SANDBOX(true),
    MACOS(true),
    MACOS_SANDBOX(true),
    GCM(false);

    /** Whether its devices are reached by APNs. */
    final boolean isApple;

    Platform(boolean isApple) {
        this.isApple = isApple;
    }

    static Optional<Platform> named(String name) {
        return Arrays.stream(values()).filter(platform -> platform.name().equals(name)).findFirst();
    }

    /** The platform that a caller names. AWS knows BAIDU, MPNS and WNS too; they are refused like any other name. */
    static Platform checked(String name) {
        return named(name).orElseThrow(() -> SnsErrors.invalidParameter("Platform Reason: " + name + " is not supported"));
    }

    boolean isSandbox() {
        return name().endsWith("_SANDBOX");
    }

    boolean isVoip() {
        return this == APNS_VOIP || this == APNS_VOIP_SANDBOX;
    }
}
