package dev.forebay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** What AWS's own signer signs is taken, whatever the request; with one character changed anywhere it is not. A failure names its seed. */
class SignatureV4DifferentialTest {

    private static final int CASES = 1_500;
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:00Z");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String OTHERS = " -._~!*'()+,:;=@$&/?%[]\"<>^`{|}äß€\uD83D\uDE80";

    private final SignatureV4 verifier = new SignatureV4(
            KnownKeys.example().with("ASIASESSION", "secret/of+session", "token+/="), () -> NOW);
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    @Test
    void whatTheSdkSignsInAHeaderIsTaken() {
        for (int seed = 0; seed < CASES; seed++) {
            assertTaken(seed, signed(new Random(seed), false));
        }
    }

    @Test
    void whatTheSdkPresignsIsTaken() {
        for (int seed = 0; seed < CASES; seed++) {
            assertTaken(seed, signed(new Random(seed), true));
        }
    }

    @Test
    void oneCharacterChangedAnywhereIsRefused() {
        for (int seed = 0; seed < CASES * 4; seed++) {
            Random random = new Random(seed);
            Sent sent = signed(random, random.nextBoolean());
            String what = change(sent, random);
            assertThat(catchThrowable(() -> verifier.verify(sent.request()))).as("seed %d, %s", seed, what).isInstanceOf(AuthenticationRefused.class);
        }
    }

    @Test
    void whateverStrangersSendIsRefusedOrTaken() {
        String[] splices = {"%", "%zz", "%C3", "&", "=", ";", ",", "/", "\n", "\u0000", "AWS4-HMAC-SHA256", "Credential=", "X-Amz-Signature=", "\uD800", "%2"};
        for (int seed = 0; seed < CASES * 4; seed++) {
            Random random = new Random(seed);
            Sent sent = signed(random, random.nextBoolean());
            for (int i = 0; i <= random.nextInt(3); i++) {
                splice(sent, random, splices[random.nextInt(splices.length)]);
            }
            try {
                verifier.verify(sent.request());
            } catch (AuthenticationRefused expected) {
                assertThat(expected.status()).as("seed %d", seed).isBetween(400, 404);
            }
        }
    }

    private void assertTaken(int seed, Sent sent) {
        try {
            assertThat(verifier.verify(sent.request())).as("seed %d", seed).isPresent();
        } catch (AuthenticationRefused refused) {
            throw new AssertionError("seed " + seed, refused);
        }
    }

    private Sent signed(Random random, boolean presigned) {
        byte[] body = presigned || random.nextInt(4) == 0 ? new byte[0] : text(random, 200).getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().uri(URI.create("http://localhost:4566"))
                .method(random.nextBoolean() ? SdkHttpMethod.POST : SdkHttpMethod.GET).encodedPath(path(random));
        for (int i = random.nextInt(5); i > 0; i--) {
            request.appendRawQueryParameter(word(random), text(random, 12));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            request.putHeader((random.nextBoolean() ? "X-Amz-Meta-" : "Other-") + word(random), List.of("  " + word(random) + "   b ", word(random)));
        }
        SdkHttpRequest plain = request.putHeader("User-Agent", "tests").build();
        AwsCredentialsIdentity identity = random.nextInt(3) > 0
                ? AwsCredentialsIdentity.create(KnownKeys.EXAMPLE_KEY, KnownKeys.EXAMPLE_SECRET)
                : AwsSessionCredentialsIdentity.create("ASIASESSION", "secret/of+session", "token+/=");
        SignRequest.Builder<AwsCredentialsIdentity> how = SignRequest.builder(identity).request(plain)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs").putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC));
        if (presigned) {
            how.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1 + random.nextInt(100)));
        }
        return sent(signer.sign(how.build()), body);
    }

    private static Sent sent(SignedRequest signed, byte[] body) {
        SdkHttpRequest http = signed.request();
        Sent sent = new Sent().method(http.method().name())
                .target(http.encodedPath() + http.encodedQueryParameters().map(query -> "?" + query).orElse(""));
        http.forEachHeader((name, values) -> sent.header(name, values.toArray(String[]::new)));
        sent.body = body;
        return sent;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder("/");
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append(word(random)).append(random.nextInt(4) == 0 ? "%20%2F" : "").append(random.nextInt(5) == 0 ? "//" : "/");
        }
        return path.append(random.nextBoolean() ? "end" : "").toString();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private static String text(Random random, int max) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(max); i > 0; i--) {
            String from = random.nextInt(3) > 0 ? LETTERS : OTHERS;
            text.appendCodePoint(from.codePointAt(from.offsetByCodePoints(0, random.nextInt(from.codePointCount(0, from.length())))));
        }
        return text.toString();
    }

    /** Changes a letter or digit of what is signed into another, and tells where. */
    private static String change(Sent sent, Random random) {
        List<String> headers = new ArrayList<>(sent.headers.keySet());
        headers.remove("User-Agent");
        String before = sent.path + "?" + sent.query;
        int where = random.nextInt(4 + headers.size());
        switch (where) {
            case 0 -> sent.path = changed(sent.path, random);
            case 1 -> sent.query = changed(sent.query, random);
            case 2 -> sent.body = (new String(sent.body, StandardCharsets.UTF_8) + "x").getBytes(StandardCharsets.UTF_8);
            case 3 -> sent.method = sent.method.equals("GET") ? "POST" : "GET";
            default -> sent.headers.get(headers.get(where - 4)).replaceAll(value -> changed(value, random));
        }
        if (where < 2 && before.equals(sent.path + "?" + sent.query)) {
            sent.method = "PUT"; // there was nothing to change
        }
        return where < 4 ? "part " + where : "header " + headers.get(where - 4);
    }

    /** A letter within an escape is left alone: its case means nothing. */
    private static String changed(String text, Random random) {
        for (int attempt = 0; attempt < 50 && !text.isEmpty(); attempt++) {
            int at = random.nextInt(text.length());
            char old = text.charAt(at);
            char other = LETTERS.charAt(random.nextInt(LETTERS.length()));
            boolean escape = at > 0 && text.charAt(at - 1) == '%' || at > 1 && text.charAt(at - 2) == '%';
            if (LETTERS.indexOf(old) >= 0 && old != other && !escape) {
                return text.substring(0, at) + other + text.substring(at + 1);
            }
        }
        return text;
    }

    private static void splice(Sent sent, Random random, String what) {
        switch (random.nextInt(3)) {
            case 0 -> sent.path = spliced(sent.path, random, what);
            case 1 -> sent.query = spliced(sent.query, random, what);
            default -> {
                List<String> names = List.copyOf(sent.headers.keySet());
                List<String> values = sent.headers.get(names.get(random.nextInt(names.size())));
                values.set(0, spliced(values.getFirst(), random, what));
            }
        }
    }

    private static String spliced(String text, Random random, String what) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + what + text.substring(Math.min(text.length(), at + random.nextInt(3)));
    }
}
