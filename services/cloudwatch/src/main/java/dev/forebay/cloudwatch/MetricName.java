package dev.forebay.cloudwatch;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/**
 * What a metric is called: two that differ in any dimension are different metrics. Stored as version (1), account, region,
 * namespace, name, dimensions.
 */
record MetricName(Place place, String namespace, String name, SortedMap<String, String> dimensions) {
    private static final int VERSION = 1;
    private static final int MAX_NAME = 255;
    private static final int MAX_DIMENSIONS = 30;
    private static final int MAX_DIMENSION_VALUE = 1_024;

    /** Checks a name that a caller gives; {@code at} says where in the request, such as {@code MetricData.member.1.}. */
    static MetricName checked(Place place, String namespace, String name, List<Dimension> dimensions, String at) {
        checkText(namespace, MAX_NAME, "Namespace");
        if (namespace.startsWith(":")) {
            throw CloudWatchErrors.invalid(namespace, "Namespace");
        }
        checkText(name, MAX_NAME, at + "MetricName");
        if (dimensions.size() > MAX_DIMENSIONS) {
            throw CloudWatchErrors.tooLarge(at + "Dimensions", MAX_DIMENSIONS);
        }
        SortedMap<String, String> sorted = new TreeMap<>();
        for (int i = 0; i < dimensions.size(); i++) {
            String where = at + "Dimensions.member." + (i + 1) + ".";
            checkText(dimensions.get(i).name(), MAX_NAME, where + "Name");
            checkText(dimensions.get(i).value(), MAX_DIMENSION_VALUE, where + "Value");
            if (sorted.put(dimensions.get(i).name(), dimensions.get(i).value()) != null) {
                throw CloudWatchErrors.invalid(dimensions.get(i).name(), where + "Name");
            }
        }
        return new MetricName(place, namespace, name, Collections.unmodifiableSortedMap(sorted));
    }

    private static void checkText(String text, int most, String parameter) {
        if (text == null) {
            throw CloudWatchErrors.missing(parameter);
        }
        if (text.isBlank() || text.length() > most) {
            throw CloudWatchErrors.invalid(text.substring(0, Math.min(text.length(), most)), parameter);
        }
    }

    List<Dimension> shownDimensions() {
        return dimensions.entrySet().stream()
                .map(one -> Dimension.builder().name(one.getKey()).value(one.getValue()).build()).toList();
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, place.account().value());
            Bytes.text(out, place.region().value());
            Bytes.text(out, namespace);
            Bytes.text(out, name);
            Bytes.map(out, dimensions);
        });
    }

    static MetricName read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a metric", in -> {
            Place place = new Place(new AccountId(Bytes.text(in)), new Region(Bytes.text(in)));
            String namespace = Bytes.text(in);
            String name = Bytes.text(in);
            Map<String, String> dimensions = Bytes.map(in);
            return new MetricName(place, namespace, name, Collections.unmodifiableSortedMap(new TreeMap<>(dimensions)));
        });
    }
}
