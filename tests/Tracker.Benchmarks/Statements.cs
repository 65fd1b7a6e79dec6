using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Tracker.Benchmarks;

/// <summary>A statement as it was asked, with the rows that were read of its answer.</summary>
internal sealed record Asked(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)
{
    public int Rows { get; set; }
}

/// <summary>Watches what is asked of storage.</summary>
internal sealed class Statements : DbCommandInterceptor
{
    private readonly Lock _lock = new();
    private readonly List<(Guid Id, Asked Asked)> _seen = [];

    public void Clear()
    {
        lock (_lock)
        {
            _seen.Clear();
        }
    }

    public IReadOnlyList<Asked> Take()
    {
        lock (_lock)
        {
            return [.. _seen.Select(s => s.Asked)];
        }
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _seen.Add((eventData.CommandId, new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))])));
        }

        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        lock (_lock)
        {
            if (_seen.Find(s => s.Id == eventData.CommandId).Asked is { } asked)
            {
                asked.Rows = eventData.ReadCount;
            }
        }

        return result;
    }
}

/// <summary>The same statements through the bare library: what no application on it can be faster than.</summary>
internal sealed class BareSqlite : IDisposable
{
    private const int Times = 10;
    private readonly sqlite3 _db;

    public BareSqlite(string file)
    {
        if (sqlite3_open_v2(file, out _db, SQLITE_OPEN_READONLY, null) != SQLITE_OK)
        {
            throw new InvalidOperationException($"{file} cannot be opened.");
        }
    }

    public double CostOf(IEnumerable<Asked> asked) => asked.Sum(CostOf);

    /// <summary>Processor time in milliseconds of preparing it and reading every column of its answer.</summary>
    public double CostOf(Asked asked)
    {
        Run(asked);
        var cpu = Environment.CpuUsage.TotalTime;
        for (var n = 0; n < Times; n++)
        {
            Run(asked);
        }

        return (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Times;
    }

    /// <summary>Steps of the library's machine: a measure without noise.</summary>
    public int StepsOf(Asked asked) => Run(asked);

    public string PlanOf(Asked asked)
    {
        List<string> lines = [];
        Run(asked with { Sql = "EXPLAIN QUERY PLAN " + asked.Sql }, statement => lines.Add("     " + sqlite3_column_text(statement, 3).utf8_to_string()));
        return string.Join('\n', lines);
    }

    public void Dispose() => _db.Dispose();

    private int Run(Asked asked, Action<sqlite3_stmt>? row = null)
    {
        if (sqlite3_prepare_v2(_db, asked.Sql, out var statement) != SQLITE_OK)
        {
            throw new InvalidOperationException(sqlite3_errmsg(_db).utf8_to_string());
        }

        using (statement)
        {
            Bind(statement, asked);
            var columns = sqlite3_column_count(statement);
            while (sqlite3_step(statement) == SQLITE_ROW)
            {
                for (var column = 0; column < columns; column++)
                {
                    sqlite3_column_text(statement, column);
                }

                row?.Invoke(statement);
            }

            return sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
        }
    }

    /// <summary>As the provider binds them.</summary>
    private static void Bind(sqlite3_stmt statement, Asked asked)
    {
        foreach (var (name, value) in asked.Parameters)
        {
            var place = sqlite3_bind_parameter_index(statement, name);
            switch (value)
            {
                case var _ when place == 0:
                    break;
                case null or DBNull:
                    sqlite3_bind_null(statement, place);
                    break;
                case int or long or bool or Enum:
                    sqlite3_bind_int64(statement, place, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                default:
                    sqlite3_bind_text(statement, place, new SqliteParameter(name, value).Value switch
                    {
                        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
                        Guid id => id.ToString().ToUpperInvariant(),
                        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
                    });
                    break;
            }
        }
    }
}
