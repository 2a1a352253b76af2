package dev.forebay.compat;

/** KCL 2, which asks for records. */
class Kcl2Test extends KclStory {

    Kcl2Test() {
        super(Generation.KCL_2, "polling");
    }
}
