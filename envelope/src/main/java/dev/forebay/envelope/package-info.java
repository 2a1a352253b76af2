/** Records encrypted under data keys of KMS: what services keep that nobody may read from the disk. Starts here. */
package dev.forebay.envelope;
