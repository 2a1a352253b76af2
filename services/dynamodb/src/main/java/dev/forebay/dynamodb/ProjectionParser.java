package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.List;

/** Reads projections: paths with commas between. */
final class ProjectionParser {
    private static final String KIND = "ProjectionExpression";

    private ProjectionParser() {}

    static Projection parse(String text, Placeholders placeholders) {
        ExpressionReader in = new ExpressionReader(KIND, text, placeholders);
        List<Path> paths = new ArrayList<>(List.of(in.path()));
        while (in.takeIf(",")) {
            paths.add(in.path());
        }
        in.expectEnd();
        requireApart(KIND, paths);
        return new Projection(List.copyOf(paths));
    }

    /** AWS: no path may lead into what another leads to. */
    static void requireApart(String kind, List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            for (int j = i + 1; j < paths.size(); j++) {
                Path one = paths.get(i);
                Path two = paths.get(j);
                String both = "path one: " + one + ", path two: " + two;
                if (one.overlaps(two)) {
                    throw DynamoErrors.invalidExpression(kind,
                            "Two document paths overlap with each other; must remove or rewrite one of these paths; " + both);
                }
                if (one.conflicts(two)) {
                    throw DynamoErrors.invalidExpression(kind, "Two document paths conflict with each other; " + both);
                }
            }
        }
    }
}
