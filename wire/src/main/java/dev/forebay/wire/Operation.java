package dev.forebay.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** One AWS action: its name, and from the first call on its shapes and its method on the SDK's client interface. */
final class Operation {

    private static final MethodType INVOKED = MethodType.methodType(SdkResponse.class, Object.class, SdkRequest.class);
    private static final MethodHandle REFUSED = refused();

    final Service service;
    final String name;

    /** Null until linked. Racing threads link the same thing. */
    private volatile Link link;

    Operation(Service service, String name) {
        this.service = service;
        this.name = name;
    }

    Shape request() {
        return link().request;
    }

    Shape response() {
        return link().response;
    }

    /** Whether AWS's model gives it an output; otherwise its answers are bare. */
    boolean answers() {
        return service.model().operations().get(name).answers();
    }

    SdkResponse invoke(Object client, SdkRequest request) {
        try {
            return (SdkResponse) link().method.invokeExact(client, request);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(name + " threw a checked exception", e);
        }
    }

    private Link link() {
        Link known = link;
        if (known == null) {
            known = link(MethodHandles.publicLookup());
            link = known;
        }
        return known;
    }

    private Link link(MethodHandles.Lookup lookup) {
        try {
            Optional<Method> method = method();
            Class<?> request = method.isPresent() ? method.get().getParameterTypes()[0] : modelled("Request");
            Class<?> response = method.isPresent() ? method.get().getReturnType() : modelled("Response");
            return new Link(
                    method.isPresent() ? lookup.unreflect(method.get()).asType(INVOKED) : MethodHandles.insertArguments(REFUSED, 0, this),
                    shape(lookup, request, service.model().operations().get(name).input()),
                    shape(lookup, response, ""));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot link " + name, e);
        }
    }

    /** SubscribeToShard and its like, which answer with events, exist on asynchronous clients only. */
    private Optional<Method> method() {
        return Arrays.stream(service.clientInterface().getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(name) && method.getParameterCount() == 1
                        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .findAny();
    }

    private static MethodHandle refused() {
        try {
            return MethodHandles.lookup().findVirtual(Operation.class, "refuse", INVOKED);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Class<?> modelled(String suffix) throws ClassNotFoundException {
        Class<?> client = service.clientInterface();
        return Class.forName(client.getPackageName() + ".model." + name + suffix, false, client.getClassLoader());
    }

    private SdkResponse refuse(Object client, SdkRequest request) {
        throw unsupported();
    }

    /** What AWS has and Forebay has not is refused by name. */
    WireException unsupported() {
        return WireException.of(400, "UnsupportedOperation", "Forebay does not support " + name + " of " + service.name() + ".");
    }

    private Shape shape(MethodHandles.Lookup lookup, Class<?> type, String model) throws ReflectiveOperationException {
        MethodHandle builder = lookup.unreflect(type.getMethod("builder")).asType(MethodType.methodType(SdkPojo.class));
        return service.linker().shape(() -> {
            try {
                return (SdkPojo) builder.invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException("cannot build " + type.getName(), e);
            }
        }, service.model().shapes().getOrDefault(model, ModelShape.FREE));
    }

    private record Link(MethodHandle method, Shape request, Shape response) {}
}
