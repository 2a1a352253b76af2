package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;

/** The model and the SDK's interface tell of the same operations and members. */
class OperationsTest {

    private final Wire wire = Wire.of(List.of("sqs", "sns", "kinesis", "dynamodb", "monitoring", "iam", "sts", "kms"));

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "sns", "kinesis", "dynamodb", "monitoring", "iam", "sts", "kms"})
    void theOperationsOfTheModelAreTheMethodsOfTheClient(String name) {
        Service service = wire.service(name);
        Set<String> methods = Arrays.stream(service.clientInterface().getMethods())
                .filter(method -> method.getParameterCount() == 1 && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .map(Method::getName)
                .filter(method -> !method.endsWith("Paginator"))
                .map(method -> method.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        if (name.equals("kinesis")) {
            methods.add("subscribetoshard"); // it answers with events, so only the asynchronous client has it
        }

        // Without case: the SDK respells acronyms, such as SMS.
        assertThat(service.operations().keySet()).map(operation -> operation.toLowerCase(Locale.ROOT)).hasSameElementsAs(methods);
    }

    @ParameterizedTest
    @CsvSource({"sqs, 23", "sns, 42", "kinesis, 39", "dynamodb, 57", "monitoring, 39", "iam, 176", "sts, 11", "kms, 53"})
    void allOperationsOfAwsAreThere(String name, int operations) {
        assertThat(wire.service(name).operations()).hasSize(operations);
    }

    @Test
    void theAdditionsToAPublishedModelKeepWhatItSays() {
        WireModel kinesis = wire.service("kinesis").model();

        assertThat(kinesis.shapes().get("CreateStreamInput").part("StreamName").required()).isTrue();
        assertThat(kinesis.shapes().get("CreateStreamInput").part("MaxRecordSizeInKiB").target()).isEqualTo("MaxRecordSizeInKiB");
        assertThat(kinesis.shapes().get("Data").max()).contains(10_485_760d);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "sns", "kinesis", "dynamodb", "monitoring", "iam", "sts", "kms"})
    void everyRequiredMemberOfTheModelIsFoundInTheClass(String name) {
        for (Operation operation : wire.service(name).operations().values()) {
            Shape request = operation.request();
            assertThat(request.required.length).as(operation.name)
                    .isEqualTo((int) Arrays.stream(request.members).filter(member -> request.model.part(member.name).required()).count())
                    .isEqualTo(request.model.requiredParts());
        }
    }
}
