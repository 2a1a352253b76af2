package dev.forebay.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.core.SdkRequest;

/**
 * AWS's client interface of a service, with something around each of its operations. What the interface makes of operations, such as a paginator
 * or a method that takes a builder, comes by there once for each of them. Holds no lock.
 */
final class WrappedClient implements InvocationHandler {
    private static final String PAGINATOR = "Paginator";

    private final Object client;
    private final Around around;

    private WrappedClient(Object client, Around around) {
        this.client = client;
        this.around = around;
    }

    /** {@code type}: the SDK's interface. */
    static <C> C of(Class<C> type, C client, Around around) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new WrappedClient(client, around)));
    }

    /** What a client stands before that was made here. */
    static Object behind(Object wrapped) {
        return ((WrappedClient) Proxy.getInvocationHandler(wrapped)).client;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (isOperation(method, arguments)) {
            return around.answer(operation(method), (SdkRequest) arguments[0], () -> call(method, arguments));
        }
        // What the interface makes of other operations comes back here for each of them.
        return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : call(method, arguments);
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** An operation, and nothing made of operations. */
    private static boolean isOperation(Method method, Object[] arguments) {
        return arguments != null && arguments.length == 1 && arguments[0] instanceof SdkRequest && !method.getName().endsWith(PAGINATOR);
    }

    /** AWS: methods are spelled as operations are ({@code GetSMSAttributes}), classes of requests are not always. */
    private static String operation(Method method) {
        return Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
    }

    /** What is done about one call. */
    @FunctionalInterface
    interface Around {

        /** The client's own answer, or a refusal in its place. */
        Object answer(String operation, SdkRequest request, Call call) throws Throwable;
    }

    /** The call as it would be without anything around it. */
    @FunctionalInterface
    interface Call {

        Object answer() throws Throwable;
    }
}
