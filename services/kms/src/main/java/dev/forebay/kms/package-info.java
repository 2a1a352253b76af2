/** Keys, and what is encrypted, signed and made with them. Starts here. */
package dev.forebay.kms;
