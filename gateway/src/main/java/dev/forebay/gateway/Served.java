package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.wire.Call;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What calls can reach.
 *
 * @param services from a service's wire name, such as {@code sqs}, to what binds its SDK client interface to a caller
 * @param doors    operations whose answers are not made as a whole, by service and name: {@code kinesis.SubscribeToShard}
 */
public record Served(Map<String, Function<Caller, ?>> services, Map<String, Door> doors) {

    public Served {
        services = Map.copyOf(services);
        doors = Map.copyOf(doors);
    }

    Optional<Door> door(Call call) {
        return doors.isEmpty() ? Optional.empty() : Optional.ofNullable(doors.get(call.service() + "." + call.operation()));
    }

    Object client(Call call, Caller caller) {
        Function<Caller, ?> service = services.get(call.service());
        if (service == null) {
            throw Authenticator.awsError("UnknownOperationException", 400, "The service " + call.service() + " is not served here.");
        }
        return service.apply(caller);
    }
}
