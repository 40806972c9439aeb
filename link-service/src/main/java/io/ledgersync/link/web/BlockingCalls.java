package io.ledgersync.link.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Runs handlers that ask the database, or a provider, on threads that may wait. */
@Configuration(proxyBeanMethods = false)
class BlockingCalls {
    private static final int THREADS = 12;
    private static final int WAITING = 2_000;

    @Bean
    ThreadPoolTaskExecutor blockingCallExecutor() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(THREADS);
        executor.setMaxPoolSize(THREADS);
        executor.setQueueCapacity(WAITING);
        executor.setThreadNamePrefix("link-web-");
        executor.setWaitForTasksToCompleteOnShutdown(true);
        executor.setAwaitTerminationSeconds(5);
        return executor;
    }

    @Bean
    WebFluxConfigurer blockingCallConfigurer(AsyncTaskExecutor blockingCallExecutor) {
        return new WebFluxConfigurer() {
            @Override
            public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
                configurer.setExecutor(blockingCallExecutor);
            }
        };
    }
}
