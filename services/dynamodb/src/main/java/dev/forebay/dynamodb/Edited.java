package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An item on its way from before an update to after it: what is on a changed path is copied, all else is shared. */
final class Edited {
    private Item item;

    Edited(Item before) {
        item = before;
    }

    Item item() {
        return item;
    }

    void put(Path path, Value value) {
        item = new Item(put(item.attributes(), path.steps(), value));
    }

    private static Map<String, Value> put(Map<String, Value> members, List<Path.Step> steps, Value value) {
        Map<String, Value> copy = new LinkedHashMap<>(members);
        String name = ((Path.Name) steps.getFirst()).name();
        copy.put(name, steps.size() == 1 ? value : into(members.get(name), rest(steps), value));
        return Collections.unmodifiableMap(copy);
    }

    private static Value into(Value parent, List<Path.Step> steps, Value value) {
        if (parent instanceof Value.Document document && steps.getFirst() instanceof Path.Name) {
            return new Value.Document(put(document.members(), steps, value));
        }
        if (!(parent instanceof Value.ListOf list) || !(steps.getFirst() instanceof Path.Position(int position))) {
            throw invalidPath();
        }
        List<Value> copy = new ArrayList<>(list.elements());
        boolean exists = position < copy.size();
        if (steps.size() > 1) {
            if (!exists) {
                throw invalidPath();
            }
            copy.set(position, into(copy.get(position), rest(steps), value));
        } else if (exists) {
            copy.set(position, value);
        } else {
            // AWS: beyond its end, a list grows by one.
            copy.add(value);
        }
        return new Value.ListOf(Collections.unmodifiableList(copy));
    }

    void remove(Path path) {
        item = new Item(remove(item.attributes(), path.steps()));
    }

    private static Map<String, Value> remove(Map<String, Value> members, List<Path.Step> steps) {
        Map<String, Value> copy = new LinkedHashMap<>(members);
        String name = ((Path.Name) steps.getFirst()).name();
        if (steps.size() == 1) {
            copy.remove(name);
        } else {
            copy.put(name, out(members.get(name), rest(steps)));
        }
        return Collections.unmodifiableMap(copy);
    }

    private static Value out(Value parent, List<Path.Step> steps) {
        if (parent instanceof Value.Document document && steps.getFirst() instanceof Path.Name) {
            return new Value.Document(remove(document.members(), steps));
        }
        if (!(parent instanceof Value.ListOf list) || !(steps.getFirst() instanceof Path.Position(int position))) {
            throw invalidPath();
        }
        List<Value> copy = new ArrayList<>(list.elements());
        if (position < copy.size()) {
            if (steps.size() == 1) {
                copy.remove(position);
            } else {
                copy.set(position, out(copy.get(position), rest(steps)));
            }
        } else if (steps.size() > 1) {
            throw invalidPath();
        }
        return new Value.ListOf(Collections.unmodifiableList(copy));
    }

    private static List<Path.Step> rest(List<Path.Step> steps) {
        return steps.subList(1, steps.size());
    }

    private static RuntimeException invalidPath() {
        return DynamoErrors.validation("The document path provided in the update expression is invalid for update");
    }
}
