package dev.forebay.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** One AWS action: its name, and from the first call on its shapes and its method on the SDK's client interface. */
final class Operation {

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
        Method method = method();
        try {
            return new Link(
                    lookup.unreflect(method).asType(MethodType.methodType(SdkResponse.class, Object.class, SdkRequest.class)),
                    shape(lookup, method.getParameterTypes()[0], service.model().operations().get(name).input()),
                    shape(lookup, method.getReturnType(), ""));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot link " + name, e);
        }
    }

    private Method method() {
        for (Method method : service.clientInterface().getMethods()) {
            if (method.getName().equalsIgnoreCase(name) && method.getParameterCount() == 1
                    && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])) {
                return method;
            }
        }
        // SubscribeToShard and its like exist on asynchronous clients only: they will get a door of their own.
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
