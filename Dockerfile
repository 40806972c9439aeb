# One image for every service; SERVICE says which.
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -q -pl all-in-one -am -DskipTests package dependency:copy-dependencies \
      -DincludeScope=runtime -DexcludeArtifactIds=apicurio-registry-app \
 && mkdir -p /app/lib && cp all-in-one/target/dependency/*.jar /app/lib/ \
 && rm -f /app/lib/embedded-* /app/lib/provider-sandbox* /app/lib/mongo-java-server* /app/lib/kafka_2.13*

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home ledgersync
COPY --from=build /app/lib /app/lib
COPY deploy/entrypoint /app/entrypoint
USER 10001
ENV JAVA_OPTIONS="-XX:MaxRAMPercentage=75 -Djdk.httpclient.redirects.retrylimit=1"
ENTRYPOINT ["/app/entrypoint"]
