package io.ledgersync.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.reflect.UndeclaredThrowableException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The most heap that a JVM has used, garbage included; of another one as long as that answers. */
final class HeapWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeapWatch.class);
    private static final long MEGABYTE = 1024L * 1024;

    private final JMXConnector connector;
    private final List<MemoryPoolMXBean> pools;
    private long peak;

    private HeapWatch(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.pools = ManagementFactory.getPlatformMXBeans(connector.getMBeanServerConnection(), MemoryPoolMXBean.class);
    }

    /** Of this JVM. */
    static BigDecimal peakMegabytes() {
        return megabytes(peak(ManagementFactory.getMemoryPoolMXBeans()));
    }

    /** Watches another JVM on this machine. */
    // The address is what the process itself has answered on its owner's own socket.
    @SuppressWarnings("BanJNDI")
    static HeapWatch on(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new HeapWatch(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the heap of process " + pid, failed);
        } catch (AttachNotSupportedException refused) {
            throw new IllegalStateException("process " + pid + " does not let its heap be looked at", refused);
        }
    }

    /** Looks again; false when the process does not answer any more. */
    boolean look() {
        try {
            peak = Math.max(peak, peak(pools));
            return true;
        } catch (UndeclaredThrowableException gone) {
            return false;
        }
    }

    /** The most that was seen. */
    BigDecimal megabytes() {
        return megabytes(peak);
    }

    private static long peak(List<MemoryPoolMXBean> pools) {
        long bytes = 0;
        for (MemoryPoolMXBean pool : pools) {
            bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return bytes;
    }

    private static BigDecimal megabytes(long bytes) {
        return BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(MEGABYTE), 0, RoundingMode.HALF_UP);
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            LOGGER.atDebug().setCause(gone).log("The process that was watched has gone");
        }
    }
}
