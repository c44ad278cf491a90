using FhirAdapter.Outbox.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FhirAdapter.Tests.Outbox;

public sealed class StatementTests : IDisposable
{
    private readonly sqlite3 _database = Open();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Numbers_go_straight_to_the_engine_that_comes_with_the_wrapper() => Assert.True(Engine.IsBundled);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, long.MinValue)]
    [InlineData(true, long.MaxValue)]
    [InlineData(false, 0)]
    [InlineData(false, long.MinValue)]
    [InlineData(false, long.MaxValue)]
    public void A_number_and_nothing_come_back_as_they_were_put(bool isDirect, long number)
    {
        using var statement = new Statement(_database, "SELECT ?, ?, ?, ?", isDirect);
        for (var run = 0; run < 2; run++)
        {
            statement.Put(number).PutNull().PutText("é").PutBlob([1, 2]);
            Assert.True(statement.Step());
            Assert.Equal((number, (long?)number, (long?)null), (statement.Number(0), statement.NumberOrNull(0), statement.NumberOrNull(1)));
            Assert.Equal(("é", 2), (statement.Text(2), statement.Bytes(3).Length));
            Assert.Equal((false, true, false, false), (statement.IsNull(0), statement.IsNull(1), statement.IsNull(2), statement.IsNull(3)));
            Assert.False(statement.Step());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_value_too_many_is_refused(bool isDirect)
    {
        using var statement = new Statement(_database, "SELECT ?", isDirect);
        statement.Put(1);
        Assert.Equal(raw.SQLITE_RANGE, Assert.Throws<SqliteException>(() => statement.Put(2)).SqliteErrorCode);
        Assert.Equal(raw.SQLITE_RANGE, Assert.Throws<SqliteException>(() => statement.PutNull()).SqliteErrorCode);
    }

    private static sqlite3 Open()
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(":memory:", out var database));
        return database;
    }
}
