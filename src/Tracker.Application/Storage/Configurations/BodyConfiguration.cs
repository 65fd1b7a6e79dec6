using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Domain.Bodies;

namespace Tracker.Application.Storage.Configurations;

internal sealed class BodyConfiguration : IEntityTypeConfiguration<Body>
{
    public void Configure(EntityTypeBuilder<Body> body)
    {
        body.ToTable("Bodies");
        body.HasKey(b => b.Code);
        body.Property(b => b.Code).HasMaxLength(Codes.MaximumLength);
        body.Property(b => b.Name).HasMaxLength(200);
        body.Property(b => b.Side).HasConversion<string>().HasMaxLength(16);
        body.Property(b => b.Kind).HasConversion<string>().HasMaxLength(24);
        body.Property(b => b.OtherNames).HasJson();
        body.HasOne<Body>().WithMany().HasForeignKey(b => b.Under).OnDelete(DeleteBehavior.Restrict);
    }
}
