using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Domain.Bodies;

namespace Tracker.Application.Storage;

/// <summary>The one database: register, people, keys.</summary>
public sealed class TrackerDbContext(DbContextOptions<TrackerDbContext> options)
    : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Body> Bodies => Set<Body>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(TrackerDbContext).Assembly);
    }
}
