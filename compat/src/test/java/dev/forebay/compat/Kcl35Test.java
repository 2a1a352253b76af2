package dev.forebay.compat;

/** KCL 3.5, which asks for records. */
class Kcl35Test extends KclStory {

    Kcl35Test() {
        super(Generation.KCL_3_5, "polling");
    }
}
