package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The model and the SDK's interface tell of the same operations and members. */
class OperationsTest {

    private final Service sqs = Wire.of(List.of("sqs")).service("sqs");

    @Test
    void theOperationsOfTheModelAreTheMethodsOfTheClient() {
        Set<String> methods = Arrays.stream(SqsClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1 && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .map(Method::getName)
                .filter(name -> !name.endsWith("Paginator"))
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(sqs.operations().keySet())).isEqualTo(methods);
    }

    @Test
    void everyRequiredMemberOfTheModelIsFoundInTheClass() {
        for (Operation operation : sqs.operations().values()) {
            Shape request = operation.request();
            assertThat(request.required.length).as(operation.name)
                    .isEqualTo((int) Arrays.stream(request.members).filter(member -> request.model.part(member.name).required()).count())
                    .isEqualTo(request.model.requiredParts());
        }
    }
}
