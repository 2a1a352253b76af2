package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;

/** The model and the SDK's interface tell of the same operations and members. */
class OperationsTest {

    private final Wire wire = Wire.of(List.of("sqs", "sns"));

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "sns"})
    void theOperationsOfTheModelAreTheMethodsOfTheClient(String name) {
        Service service = wire.service(name);
        Set<String> methods = Arrays.stream(service.clientInterface().getMethods())
                .filter(method -> method.getParameterCount() == 1 && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .map(Method::getName)
                .filter(method -> !method.endsWith("Paginator"))
                .map(method -> method.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        // Without case: the SDK respells acronyms, such as SMS.
        assertThat(service.operations().keySet()).map(operation -> operation.toLowerCase(Locale.ROOT)).hasSameElementsAs(methods);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "sns"})
    void everyRequiredMemberOfTheModelIsFoundInTheClass(String name) {
        for (Operation operation : wire.service(name).operations().values()) {
            Shape request = operation.request();
            assertThat(request.required.length).as(operation.name)
                    .isEqualTo((int) Arrays.stream(request.members).filter(member -> request.model.part(member.name).required()).count())
                    .isEqualTo(request.model.requiredParts());
        }
    }
}
