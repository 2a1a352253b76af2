package dev.forebay.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class an empty Forebay: parameters that are a {@code Forebay} or a client of one of its services, such as
 * {@code SqsClient}, are filled in, in test methods, life cycle methods and constructors.
 *
 * {@snippet :
 * @ForebayTest
 * class OrdersTest {
 *     @Test
 *     void anOrderIsQueued(SqsClient sqs) {
 *         // …
 *     }
 * }
 * }
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ForebayExtension.class)
public @interface ForebayTest {

    /**
     * Whether to listen on a free port of the loopback address as well, for clients that need HTTP:
     * {@code forebay.endpoint()} tells where. Without it there is no socket.
     */
    boolean http() default false;

    /** How long the Forebay lives. */
    Fresh fresh() default Fresh.FOR_EACH_CLASS;
}
