package dev.forebay.compat;

/** KCL 3.0, which asks for records. */
class Kcl30Test extends KclStory {

    Kcl30Test() {
        super(Generation.KCL_3_0, "polling");
    }
}
