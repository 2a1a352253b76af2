package dev.forebay.server;

import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.HttpLimits;
import dev.forebay.gateway.TlsConfig;
import dev.forebay.kinesis.KinesisConfig;
import dev.forebay.sns.EmailConfig;
import dev.forebay.sns.SmsConfig;
import dev.forebay.sns.SnsConfig;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.store.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns settings into typed configuration. Whatever will not do is refused here, naming the key and where it was set. */
final class SettingsReader {
    private static final int MAX_PORT = 65_535;

    /** A body is at most 16 MiB, and must fit. */
    private static final long MIN_BYTES_IN_FLIGHT = HttpLimits.DEFAULT.bodyBytes();

    private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+/?");

    /** From 0 to 1. */
    private static final Pattern SHARE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");

    private static final Pattern FACTOR = Pattern.compile("\\d{1,3}(\\.\\d{1,9})?|1000");

    private static final long MAX_STATE_CHANGE_MILLIS = 3_600_000;

    private final Settings settings;

    SettingsReader(Settings settings) {
        this.settings = settings;
    }

    ForebayConfig read() {
        return new ForebayConfig(storage(), Optional.of(http()), settings.isOn(Key.ALLOW_ANYONE), sqs(), sns(), kinesis(),
                new CouriersReader(settings).read(), new VaultReader(settings).read());
    }

    StorageConfig storage() {
        boolean inMemory = settings.isOn(Key.IN_MEMORY);
        if (inMemory && settings.isGiven(Key.DATA_DIR)) {
            // Whoever names a directory believes that something will be in it.
            throw settings.refused(Key.DATA_DIR, "is of no use together with in-memory");
        }
        return inMemory ? new StorageConfig.InMemory() : new StorageConfig.OnDisk(store(settings.path(Key.DATA_DIR)));
    }

    private StoreConfig store(Path directory) {
        StoreConfig usual = StoreConfig.of(directory);
        return settings.text(Key.STORE_RESERVE_BYTES).isEmpty() ? usual
                : usual.withReserveBytes(settings.number(Key.STORE_RESERVE_BYTES, 0, Long.MAX_VALUE));
    }

    private GatewayConfig http() {
        String host = settings.text(Key.HOST).orElseThrow(() -> settings.refused(Key.HOST, "says nothing"));
        GatewayConfig plain = GatewayConfig.DEFAULT.withHost(host).withPort(port(Key.PORT)).withLimits(limits());
        return tls().map(plain::withTls).orElse(plain);
    }

    private HttpLimits limits() {
        return HttpLimits.DEFAULT
                .withConcurrency(count(Key.HTTP_CONNECTIONS), count(Key.HTTP_REQUESTS))
                .withBytesInFlight(settings.number(Key.HTTP_BYTES_IN_FLIGHT, MIN_BYTES_IN_FLIGHT, Long.MAX_VALUE));
    }

    private Optional<TlsConfig> tls() {
        Optional<String> certificate = settings.text(Key.TLS_CERTIFICATE);
        if (certificate.isPresent() != settings.text(Key.TLS_KEY).isPresent()) {
            throw settings.refused(Key.TLS_CERTIFICATE, "and tls-key go together: set both or neither");
        }
        if (settings.text(Key.TLS_PORT).isEmpty()) {
            if (certificate.isPresent()) {
                throw settings.refused(Key.TLS_CERTIFICATE, "is of no use without tls-port");
            }
            return Optional.empty();
        }
        int port = port(Key.TLS_PORT);
        return Optional.of(certificate.isEmpty() ? new TlsConfig.SelfSigned(port)
                : new TlsConfig.Files(port, settings.path(Key.TLS_CERTIFICATE), settings.path(Key.TLS_KEY)));
    }

    private SqsConfig sqs() {
        return new SqsConfig(publicEndpoint(), settings.isOn(Key.SQS_FIFO_THROTTLES), settings.isOn(Key.SQS_NAMES_REST),
                settings.number(Key.SQS_CACHE_BYTES, 0, Long.MAX_VALUE));
    }

    private SnsConfig sns() {
        String scale = settings.text(Key.SNS_RETRY_TIME_SCALE).orElse("1");
        if (!SHARE.matcher(scale).matches()) {
            throw settings.refused(Key.SNS_RETRY_TIME_SCALE, "is not a number from 0 to 1");
        }
        SnsConfig config = SnsConfig.defaults().withRetryTimeScale(Double.parseDouble(scale))
                .withSignaturesForQueues(settings.isOn(Key.SNS_SIGN_FOR_QUEUES))
                .withSms(new SmsConfig(settings.isOn(Key.SNS_SMS_SANDBOX), List.of()));
        return settings.text(Key.SNS_MAIL_FROM).map(from -> config.withEmail(sender(from))).orElse(config);
    }

    private EmailConfig sender(String address) {
        try {
            return new EmailConfig(address);
        } catch (IllegalArgumentException e) {
            throw settings.refused(Key.SNS_MAIL_FROM, "is not a mail address");
        }
    }

    private KinesisConfig kinesis() {
        String throttle = settings.text(Key.KINESIS_THROTTLE).orElse("0");
        if (!FACTOR.matcher(throttle).matches()) {
            throw settings.refused(Key.KINESIS_THROTTLE, "is not a number from 0 to 1000");
        }
        String scale = settings.text(Key.KINESIS_ON_DEMAND_TIME_SCALE).orElse("1");
        if (!SHARE.matcher(scale).matches() || Double.parseDouble(scale) == 0) {
            throw settings.refused(Key.KINESIS_ON_DEMAND_TIME_SCALE, "is not a number above 0, up to 1");
        }
        return new KinesisConfig(Duration.ofMillis(settings.number(Key.KINESIS_STATE_CHANGE_MILLIS, 0, MAX_STATE_CHANGE_MILLIS)),
                Double.parseDouble(throttle), Double.parseDouble(scale), count(Key.KINESIS_SHARD_LIMIT));
    }

    private Optional<String> publicEndpoint() {
        return settings.text(Key.PUBLIC_ENDPOINT).map(text -> {
            if (!ENDPOINT.matcher(text).matches()) {
                throw settings.refused(Key.PUBLIC_ENDPOINT, "is not a URL such as http://forebay.example:4566");
            }
            return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        });
    }

    private int port(Key key) {
        return (int) settings.number(key, 0, MAX_PORT);
    }

    private int count(Key key) {
        return (int) settings.number(key, 1, Integer.MAX_VALUE);
    }
}
