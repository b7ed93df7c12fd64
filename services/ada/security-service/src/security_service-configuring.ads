--  Keys, accounts and policy out of files, at the start.

package Security_Service.Configuring is

   --  SECRETS_DIR/token-key, SECRETS_DIR/accounts and POLICY_FILE. Raises
   --  Kit.Env.Invalid_Setting with a reason that holds no secret.
   procedure Read_Files;

end Security_Service.Configuring;
