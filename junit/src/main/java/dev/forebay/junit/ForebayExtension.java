package dev.forebay.junit;

import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Fills in parameters that are a {@code Forebay} or a client of one of its services. A Forebay is started when the first parameter asks for it and
 * kept in the JUnit context that it belongs to, which closes it at its end (JUnit 5.13 and newer).
 */
public final class ForebayExtension implements ParameterResolver, TestInstantiationAwareExtension {
    private static final Map<Class<?>, Function<Forebay, Object>> PARAMETERS = Map.of(
            Forebay.class, forebay -> forebay,
            SqsClient.class, Forebay::sqs,
            SnsClient.class, Forebay::sns,
            KinesisClient.class, Forebay::kinesis,
            DynamoDbClient.class, Forebay::dynamodb,
            CloudWatchClient.class, Forebay::cloudwatch,
            IamClient.class, Forebay::iam,
            StsClient.class, Forebay::sts,
            KmsClient.class, Forebay::kms,
            CloudTrailClient.class, Forebay::cloudtrail);

    private static final Namespace NAMESPACE = Namespace.create(ForebayExtension.class);

    /** Constructor parameters belong to the method for which the instance is made. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.get(parameter.getParameter().getType()).apply(forebay(context));
    }

    private static Forebay forebay(ExtensionContext context) {
        ExtensionContext top = classContext(context);
        Optional<ForebayTest> wish = Optional.ofNullable(top.getRequiredTestClass().getAnnotation(ForebayTest.class));
        boolean http = wish.map(ForebayTest::http).orElse(false);
        boolean eachMethod = wish.map(ForebayTest::fresh).filter(Fresh.FOR_EACH_METHOD::equals).isPresent();
        ExtensionContext owner = eachMethod ? context : top;
        // The key names the owner because a store looks into those of its parents too, and may not find theirs.
        return owner.getStore(NAMESPACE).computeIfAbsent(owner.getUniqueId(), _ -> start(http), Forebay.class);
    }

    /** The nearest class, from the inside out, that says what it wants; else the outermost one. */
    private static ExtensionContext classContext(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (Optional<ExtensionContext> at = Optional.of(context); at.isPresent(); at = at.get().getParent()) {
            if (at.get().getTestClass().isPresent() && at.get().getTestMethod().isEmpty()) {
                outermost = at.get();
                if (outermost.getRequiredTestClass().isAnnotationPresent(ForebayTest.class)) {
                    return outermost;
                }
            }
        }
        return outermost;
    }

    private static Forebay start(boolean http) {
        ForebayConfig config = ForebayConfig.inMemory();
        return Forebay.start(http ? config.overHttp() : config);
    }
}
