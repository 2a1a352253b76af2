/**
 * Proof that AWS's client libraries run against Forebay as they are. They run in processes of their own, from
 * {@code compat/clients}, with the libraries that they bring along; {@code KclStory} is the place to start.
 */
package dev.forebay.compat;
