using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Tracker.Application.Storage;

namespace Tracker.Migrations.Sqlite;

/// <summary>Lets the migration tool build the model without starting the application.</summary>
public sealed class DesignTimeContext : IDesignTimeDbContextFactory<TrackerDbContext>
{
    public TrackerDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<TrackerDbContext>()
            .UseSqlite("Data Source=:memory:", sqlite => sqlite.MigrationsAssembly("Tracker.Migrations.Sqlite"))
            .Options);
}
