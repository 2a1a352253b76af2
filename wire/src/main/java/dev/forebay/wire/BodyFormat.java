package dev.forebay.wire;

import java.util.Optional;

/** One way of writing objects as the whole body of a request or an answer. Stateless. */
interface BodyFormat {

    String contentType();

    /** The object of that shape, built. An empty body is an empty object. */
    Object decode(Shape shape, byte[] body);

    byte[] encode(Shape shape, Object object);

    /** An object of that shape whose list comes as it is read. */
    PageFormat page(Shape shape, Member list);

    /** An error with its name and message, and the members that it has besides. */
    byte[] encode(Fault fault, Optional<Shape> details);
}
