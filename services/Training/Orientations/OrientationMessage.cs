namespace Training.Orientations;

public static class OrientationMessage
{
    extension(Orientation orientation)
    {
        public V1.Orientation ToMessage() =>
            new()
            {
                Id = orientation.Id.ToString(),
                Audience = orientation.Audience,
                Mode = orientation.Mode,
                HeldOn = orientation.HeldOn.ToMessage(),
                Count = orientation.Count,
                Tokens = orientation.Tokens.Length,
            };
    }
}
