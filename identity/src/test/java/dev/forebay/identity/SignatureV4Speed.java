package dev.forebay.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a verification costs: {@code main} prints microseconds for a request of the AWS SDK's shape, by the size of its body. */
final class SignatureV4Speed {

    private static final int ROUNDS = 200_000;
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:00Z");

    private SignatureV4Speed() {}

    public static void main(String[] arguments) {
        SignatureV4 verifier = new SignatureV4(KnownKeys.example(), () -> NOW);
        for (int size : new int[] {256, 256, 1_024, 16_384, 262_144}) {
            Sent sent = Signing.header(new Sent().method("POST").header("Host", "localhost:4566")
                    .header("X-Amz-Target", "AmazonSQS.SendMessage").header("Content-Type", "application/x-amz-json-1.0")
                    .header("amz-sdk-invocation-id", "0d2cb0b8-2f0f-4c2f-9a2b-000000000000").header("amz-sdk-request", "attempt=1; max=4")
                    .header("Content-Length", Integer.toString(size)).body("x".repeat(size)), NOW);
            SentRequest request = sent.request();
            int rounds = size > 10_000 ? ROUNDS / 50 : ROUNDS;
            long start = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                verifier.verify(request);
            }
            System.out.printf("%,d bytes: %.1f us%n", new String(request.body(), StandardCharsets.UTF_8).length(),
                    (System.nanoTime() - start) / 1_000.0 / rounds);
        }
    }
}
