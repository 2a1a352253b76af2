package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.List;

/** The paths that a condition looks at. */
final class FilterPaths {
    private final List<Path> paths = new ArrayList<>();

    private FilterPaths() {}

    static List<Path> of(Condition condition) {
        FilterPaths all = new FilterPaths();
        all.add(condition);
        return all.paths;
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.All(List<Condition> all) -> all.forEach(this::add);
            case Condition.Any(List<Condition> all) -> all.forEach(this::add);
            case Condition.Not(Condition inner) -> add(inner);
            case Condition.Compare(Operand left, Comparison _, Operand right) -> add(left, right);
            case Condition.Between(Operand operand, Operand low, Operand high) -> add(operand, low, high);
            case Condition.In(Operand operand, List<Operand> among) -> {
                add(operand);
                among.forEach(this::add);
            }
            case Condition.Exists(Path path) -> paths.add(path);
            case Condition.OfType(Path path, String _) -> paths.add(path);
            case Condition.BeginsWith(Operand operand, Operand prefix) -> add(operand, prefix);
            case Condition.Contains(Operand operand, Operand part) -> add(operand, part);
        }
    }

    private void add(Operand... operands) {
        for (Operand operand : operands) {
            switch (operand) {
                case Operand.Stored(Path path) -> paths.add(path);
                case Operand.Size(Path path) -> paths.add(path);
                case Operand.Given _ -> { }
            }
        }
    }
}
