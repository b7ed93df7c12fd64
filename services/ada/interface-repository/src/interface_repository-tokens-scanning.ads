--  From one token to the next.

private package Interface_Repository.Tokens.Scanning is

   procedure Advance (Self : in out Scanner);

end Interface_Repository.Tokens.Scanning;
