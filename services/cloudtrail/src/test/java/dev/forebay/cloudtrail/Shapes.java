package dev.forebay.cloudtrail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import software.amazon.awssdk.core.SdkPojo;

/** Every request and answer of a service, found in the SDK's jar. */
final class Shapes {

    private Shapes() {}

    static List<Class<? extends SdkPojo>> of(String service) {
        String folder = "software/amazon/awssdk/services/" + service + "/model/";
        List<Class<? extends SdkPojo>> shapes = new ArrayList<>();
        try (JarFile jar = new JarFile(jar(service).toFile())) {
            for (String name : jar.stream().map(entry -> entry.getName()).filter(name -> name.startsWith(folder)).toList()) {
                if (name.matches(".*/[A-Za-z0-9]+(Request|Response)\\.class")) {
                    Class<?> type = Class.forName(name.substring(0, name.length() - 6).replace('/', '.'));
                    if (!Modifier.isAbstract(type.getModifiers()) && SdkPojo.class.isAssignableFrom(type)) {
                        shapes.add(type.asSubclass(SdkPojo.class));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return shapes;
    }

    private static Path jar(String service) throws IOException {
        try {
            Class<?> inside = Class.forName("software.amazon.awssdk.services." + service + ".endpoints.internal.DefaultPartitionDataProvider");
            return Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IOException("no SDK of " + service, e);
        }
    }
}
