package dev.forebay.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration file says of one VPC endpoint. Immutable once read.
 *
 * @param name    as in {@code endpoint.NAME.port}
 * @param settings what was set
 */
record EndpointSettings(String name, Map<EndpointKey, Setting> settings) {

    /** Of a name, with nothing said yet. */
    static EndpointSettings of(String name) {
        return new EndpointSettings(name, new EnumMap<>(EndpointKey.class));
    }

    Optional<String> text(EndpointKey key) {
        return Optional.ofNullable(settings.get(key)).map(setting -> setting.value().strip()).filter(value -> !value.isEmpty());
    }

    /** Why what was set, or was not, will not do. */
    ConfigRefused refused(EndpointKey key, String why) {
        String value = Optional.ofNullable(settings.get(key)).map(setting -> "'" + setting.value() + "' ").orElse("");
        return new ConfigRefused(key.of(name) + ": " + value + why
                + settings.values().stream().findFirst().map(any -> " (" + any.origin() + ")").orElse(""));
    }
}
