package io.ledgersync.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A unique index that also serves a filter with more conditions than its keys, as MongoDB's do: the library's own
 * answers {@code {_id: …}} but reads the whole collection for {@code {_id: …, sequence: {$lt: …}}}. What it finds is
 * held against the whole filter afterwards.
 */
final class CoveringIndex<P> extends Index<P> {
    private static final String AND = "$and";

    private final Index<P> index;

    CoveringIndex(Index<P> index, List<IndexKey> keys, boolean sparse) {
        super(index.getName(), keys, sparse);
        this.index = index;
    }

    @Override
    public boolean canHandle(Document query) {
        if (index.canHandle(query)) {
            return true;
        }
        Document covered = covered(query);
        return covered.size() == keys().size() && index.canHandle(covered);
    }

    @Override
    public Iterable<P> getPositions(Document query) {
        return index.getPositions(index.canHandle(query) ? query : covered(query));
    }

    @Override
    public P getPosition(Document document) {
        return index.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<P> collection) {
        index.checkAdd(document, collection);
    }

    @Override
    public void add(Document document, P position, MongoCollection<P> collection) {
        index.add(document, position, collection);
    }

    @Override
    public P remove(Document document) {
        return index.remove(document);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<P> collection) {
        index.checkUpdate(before, after, collection);
    }

    @Override
    public void updateInPlace(Document before, Document after, P position, MongoCollection<P> collection) {
        index.updateInPlace(before, after, position, collection);
    }

    @Override
    public long getCount() {
        return index.getCount();
    }

    @Override
    public long getDataSize() {
        return index.getDataSize();
    }

    @Override
    public boolean isUnique() {
        return index.isUnique();
    }

    @Override
    public void drop() {
        index.drop();
    }

    /** The filter's conditions that name a key of this index and a plain value for it. */
    private Document covered(Document query) {
        Document covered = new Document();
        collect(query, covered);
        return covered;
    }

    private void collect(Document query, Document covered) {
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            if (condition.getKey().equals(AND) && condition.getValue() instanceof Collection<?> members) {
                members.stream().map(Document.class::cast).forEach(member -> collect(member, covered));
            } else if (keySet().contains(condition.getKey()) && plain(condition.getValue())) {
                covered.putIfAbsent(condition.getKey(), condition.getValue());
            }
        }
    }

    private static boolean plain(Object value) {
        return Objects.nonNull(value) && !(value instanceof Document) && !(value instanceof Collection);
    }
}
