/**
 * Files that are there whole or not at all, for whoever keeps something beside the store. Start at {@link dev.forebay.files.WholeFile}.
 */
package dev.forebay.files;
