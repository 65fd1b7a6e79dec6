using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Application.People;
using Tracker.Application.Reminders;

namespace Tracker.Application.Storage.Configurations;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.Property(p => p.Name).HasMaxLength(Accounts.MaximumName);
        person.Property(p => p.Role).HasConversion<string>().HasMaxLength(16);
        person.Property(p => p.Digest).HasConversion<string>().HasMaxLength(8).HasDefaultValue(DigestEvery.Never);
    }
}
