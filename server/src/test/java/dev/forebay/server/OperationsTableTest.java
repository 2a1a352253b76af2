package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** docs/operations.md says of every operation of AWS's models whether it is served; the code decides what it says. */
class OperationsTableTest {

    @Test
    void thePageSaysOfEachOperationWhetherItIsServed() {
        assertThat(Repository.read(Repository.ROOT.resolve("docs/operations.md")))
                .as("copy the expected table into docs/operations.md")
                .contains(sqsTable());
    }

    private static String sqsTable() {
        StringBuilder table = new StringBuilder("| SQS operation | |\n|---|---|\n");
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            Class<?> served = forebay.sqs(Caller.root(AccountId.DEFAULT, Region.DEFAULT)).getClass();
            for (String operation : operations("sqs")) {
                table.append("| ").append(operation).append(" | ").append(isServed(served, operation) ? "served" : "refused by name").append(" |\n");
            }
        }
        return table.toString();
    }

    /** An operation is served when the method of the SDK's interface that takes its request is overridden. */
    private static boolean isServed(Class<?> client, String operation) {
        String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
        String request = SqsClient.class.getPackageName() + ".model." + operation + "Request";
        return Arrays.stream(client.getDeclaredMethods())
                .anyMatch(one -> one.getName().equals(method)
                        && one.getParameterCount() == 1
                        && one.getParameterTypes()[0].getName().equals(request));
    }

    private static List<String> operations(String service) {
        try (BufferedReader model = new BufferedReader(new InputStreamReader(
                dev.forebay.wire.Wire.class.getResourceAsStream(service + ".model"), StandardCharsets.UTF_8))) {
            return model.lines().filter(line -> line.startsWith("operation ")).map(line -> line.split(" ")[1]).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
