package dev.forebay.gateway;

/** Another way into an operation than its method of AWS's synchronous client interface, for answers that are not made as a whole. */
public sealed interface Door permits EventDoor, PageDoor {}
